// SPDX-License-Identifier: Apache-2.0

/// The composition root: turns configuration into a database, services, faces and a listener.
///
/// `Runtime` runs the server, ``LocalAccess`` opens a data folder for one command, and `Commands`
/// holds what the command line prints. The only target that knows all others.
package enum Server {
    /// The version of the program.
    package static let version = "0.1.0"
}
