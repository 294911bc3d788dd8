age-now = <1m
