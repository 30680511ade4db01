a-member = one of us
own-words = our words
