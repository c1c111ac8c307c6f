"""How mails are sent once and tried again, whatever is in them: claimed, sent, noted.

It knows no invitation and no digest: each kind is a `Mail` of its own, in `invitations/delivery` and `inbox/digest`.
"""
