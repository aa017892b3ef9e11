"""What is wrong or odd in a policy and shows without running it.

One file for each, named for what it finds. What shows only on facts: `evaluation.lints`.
"""
