// SPDX-License-Identifier: Apache-2.0

/// The HTTP toolbox that every face is built from.
///
/// A face declares its endpoints once, as values (``Endpoint``). From that one table come the
/// routes, the checks of credentials, scopes, parameters and body sizes, and the OpenAPI document.
/// Start with ``Face``, then ``EndpointCall`` and ``Reply``.
///
/// It must not know any use case, any vendor's words, or how a secret is checked: a face brings
/// those as closures. Time arrives through `WallClock`; only the access log measures durations.
package enum Web {}
