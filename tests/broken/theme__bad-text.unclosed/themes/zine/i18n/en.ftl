skip = { $x
back = Back
read-on = { $n ->
   [one] a
  *[other] b
posts = Posts
