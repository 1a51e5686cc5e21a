// SPDX-License-Identifier: Apache-2.0

/// The database behind the domain's ports: one schema, its migrations and its statements.
///
/// Three floors, each knowing only the one below:
/// - one folder per area (`Identity`, `Inventory`, …) says in SQL what its port says in words;
/// - `SQL` is the seam: values, rows, connections, drivers and faults, free of any engine;
/// - `SQLite` is the only driver and the only place that knows GRDB.
///
/// The statements are the common SQL of SQLite and PostgreSQL: `?` placeholders in order, numbers
/// from ``SQLTransaction/nextNumber(of:)`` or the largest row and not from the engine, `ON CONFLICT`
/// for everything that may be there already. What differs (types, locking, files) is the driver's matter.
/// Start with ``SQLStore``.
package enum Storage {}
