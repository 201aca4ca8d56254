"""What people are told and tell one another: notices, their e-mails, and remarks on a field."""
