"""What is wrong or odd in a policy and shows only when its rules are tried on facts.

One file for each, named for what it finds. What shows in the policy alone: `semantics.lints`.
"""
