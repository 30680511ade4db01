skip = ÿ
