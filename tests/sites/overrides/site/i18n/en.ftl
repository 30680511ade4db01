a-member = one of us
own-words = { $n ->
    [one] { $n } word
   *[other] { $n } words
}
