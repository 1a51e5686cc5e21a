// SPDX-License-Identifier: Apache-2.0

/// Who misses what: the conclusions that are computed in memory from the stored facts.
///
/// Pure: it never reads a clock, a file or the database. Start with ``Catalogue`` (what can be
/// missed), ``Assessor`` (what one inventory misses) and ``FleetSnapshot`` (what readers see).
package enum Fleet {}
