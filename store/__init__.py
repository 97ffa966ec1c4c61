"""What is kept, and how: tables, loading a case, writing facts, outgoing messages, the audit chain.

Rows never leave this package: outside it a case is a frozen `Case`, an outgoing message a frozen
`Outgoing`.
"""
