// SPDX-License-Identifier: Apache-2.0

/// How the server's TLS certificate is checked.
enum ServerTrust: Sendable, Equatable {
    /// By the system's certification authorities, the host's name included.
    case system
    /// By the authorities in a PEM file, the host's name included.
    case authorities(path: String)
    /// It must be this very certificate; its names and dates do not matter, because a person or
    /// the first contact has vouched for it.
    case pinned(CertificateFingerprint)
}

extension Identity {
    /// How this enrolment checks its server.
    func trust(in state: StateDirectory) throws -> ServerTrust {
        if let certificateFingerprint {
            return .pinned(try CertificateFingerprint(certificateFingerprint))
        }
        return usesOwnAuthorities ? .authorities(path: state.certificatesPath) : .system
    }
}
