// SPDX-License-Identifier: Apache-2.0

/// Turns the publications of distributions into the domain's ``FeedContent``: bytes in, facts out.
///
/// Parsers are pure and take their input in chunks of any size; they know no file, process or
/// network. Loaders (``AptRepositoryFeed``) find the bytes, have signatures checked by `gpgv` and
/// hashes compared, and feed the parsers. A damaged or unproven input is refused whole, with the
/// file and line in the error. Nothing here stores anything or knows what is installed anywhere.
///
/// Start with ``AptRepositoryFeed`` and ``DebianAdvisoryListParser``.
package enum Feeds {}
