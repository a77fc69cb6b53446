"""Taking communications in where nobody types a command: from a folder that is watched, from a mailbox."""
