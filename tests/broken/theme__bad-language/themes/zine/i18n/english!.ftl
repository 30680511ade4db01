skip = Skip
