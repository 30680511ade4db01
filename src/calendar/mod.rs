//! Time: zones, instants, transitions.
