// SPDX-License-Identifier: Apache-2.0
import AgentProtocol

extension Order {
    /// What is wrong with the order's shape, or `nil` when nothing is.
    ///
    /// Names and versions become arguments of a package manager, so what could be read as an option
    /// or as two words is refused here, whoever signed it.
    var malformation: String? {
        guard kind == .install else { return nil }
        if patches.isEmpty { return "an install order without patches" }
        for (index, patch) in patches.enumerated() {
            if patch.packages.isEmpty { return "patches[\(index)] has no packages" }
            if patches[..<index].contains(where: { $0.patch == patch.patch }) {
                return "patches[\(index)] is there twice"
            }
            for (place, package) in patch.packages.enumerated() {
                if let reason = package.malformation {
                    return "patches[\(index)].packages[\(place)]: \(reason)"
                }
            }
        }
        return nil
    }
}

extension TargetPackage {
    /// What is wrong with a name, an architecture or a version; the characters are those that deb
    /// and rpm allow (Debian Policy, "Source", "Architecture", "Version"; RPM's spec file manual).
    fileprivate var malformation: String? {
        if !isWord(name, extra: "+-._") { return "\"\(name)\" is no package name" }
        if !isWord(architecture, extra: "-_") { return "\"\(architecture)\" is no architecture" }
        // A trailing "-" would make apt remove the package instead.
        if !isWord(version, extra: "+-._:~^") || version.hasSuffix("-") {
            return "\"\(version)\" is no version"
        }
        return nil
    }

    private func isWord(_ text: String, extra: String) -> Bool {
        guard let first = text.utf8.first, isAlphanumeric(first), text.utf8.count <= 256 else {
            return false
        }
        return text.utf8.allSatisfy { isAlphanumeric($0) || extra.utf8.contains($0) }
    }

    private func isAlphanumeric(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"): true
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): true
        case UInt8(ascii: "0")...UInt8(ascii: "9"): true
        default: false
        }
    }
}
