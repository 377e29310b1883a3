"""The plain-text front end: fixed-width lines to `Grid`s. Meaning begins behind `Grid`, outside this package."""
