// SPDX-License-Identifier: Apache-2.0

/// The entities, rules and errors of patch management, and the ports that storage implements.
///
/// Pure: it knows no clock, file, network, database or HTTP. Times arrive as ``Timestamp`` values,
/// new identities as arguments. Start with ``Device``, ``Patch`` and ``Finding``.
package enum Domain {}
