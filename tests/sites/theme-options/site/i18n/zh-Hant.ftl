own-words = 我們的話
