"""What every topic builds on: inquiries, replies, the desk, dispatch and conversations."""
