"""What is taught: exercises, sessions, run sheets and words, read and checked."""
