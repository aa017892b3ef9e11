"""Policy text and its syntax tree. lark is known only here."""
