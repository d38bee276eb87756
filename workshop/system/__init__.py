"""Files, programs and browsers: what knows no exercise."""
