age-now = <1 min
