"""A policy as a script of SQL that needs nothing but a database.

The rules become rows of reference tables; what each of them asks of an expense becomes one digit
of a text, the expense's profile. A chain of views then decides every profile that occurs, once, in
Kleene's logic (false 0, unknown 1, true 2: not is 2 - x, and is the least, or the greatest), and
hands the answers back to the rows.
"""
