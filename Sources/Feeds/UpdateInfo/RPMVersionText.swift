// SPDX-License-Identifier: Apache-2.0
import Versioning

/// The one text form of an rpm version: `epoch:version-release`, without an epoch of 0.
enum RPMVersionText {
    /// Reads a version that has a release, or throws what is wrong with it.
    static func canonical(_ text: String) throws(Fault) -> String {
        let version: RPMVersion
        do throws(RPMVersionError) {
            version = try RPMVersion(parsing: text)
        } catch {
            throw Fault(what: "no rpm version: \(text) (\(error))")
        }
        guard let release = version.release, !release.isEmpty else {
            throw Fault(what: "no rpm version: \(text) (it has no release)")
        }
        let digits = version.epoch.drop { $0 == "0" }
        let epoch = digits.isEmpty ? "" : "\(digits):"
        return "\(epoch)\(version.version)-\(release)"
    }

    /// Why a version is refused.
    struct Fault: Error, Equatable {
        /// What is wrong.
        let what: String
    }
}
