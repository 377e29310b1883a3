"""Great Expectations suites (`suites/*.json`, one expectation an identity) and a thin runner; no modelling here."""
