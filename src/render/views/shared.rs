//! Views that many pages show alike.

use std::marker::PhantomData;

use serde::{Serialize, Serializer};
use tera::Value;

/// A view that is made once and stands in many pages: a copy of it costs nothing.
#[derive(Debug, Clone, PartialEq)]
pub struct Shared<T> {
    value: Value,
    of: PhantomData<T>,
}

impl<T: Serialize> Shared<T> {
    /// Makes the value that templates see.
    #[must_use]
    pub fn new(view: &T) -> Self {
        Self { value: Value::from_serializable(view), of: PhantomData }
    }
}

impl<T> Serialize for Shared<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.value.serialize(serializer)
    }
}
