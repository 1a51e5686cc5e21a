// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Foundation

extension Order {
    /// What is wrong with the order's shape, or `nil` when nothing is.
    ///
    /// Names and versions become arguments of a package manager, so what could be read as an option
    /// or as two words is refused here, whoever signed it.
    var malformation: String? {
        switch kind {
        case .scan, .removeAgent: nil
        case .install, .rollback, .download: patchMalformation ?? conductMalformation
        case .script:
            actions?.isEmpty == false ? conductMalformation : "a script order without scripts"
        case .updateAgent: program?.malformation ?? (program == nil ? "no program" : nil)
        }
    }

    private var patchMalformation: String? {
        if patches.isEmpty {
            return "\(kind == .install ? "an" : "a") \(kind.rawValue) order without patches"
        }
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

    /// Results are known by their action, so each action may be there once in the whole order.
    private var conductMalformation: String? {
        var known = Set<UUID>()
        let lists = [
            ("conduct.before", conduct?.before), ("actions", actions),
            ("conduct.after", conduct?.after),
        ]
        for (name, list) in lists {
            for (index, action) in (list ?? []).enumerated() {
                if !known.insert(action.id).inserted { return "\(name)[\(index)] is there twice" }
                let scripts = [action.script, action.verification, action.undo]
                if let reason = scripts.compactMap({ $0?.malformation }).first {
                    return "\(name)[\(index)]: \(reason)"
                }
            }
        }
        guard let conduct else { return nil }
        let times = [
            conduct.startCountdownSeconds, conduct.downloadSpreadSeconds,
            conduct.reboot.countdownSeconds, conduct.startDeferral?.intervalSeconds ?? 1,
            conduct.reboot.deferral?.intervalSeconds ?? 1,
        ]
        return times.allSatisfy { (0...Self.secondsMax).contains($0) }
            ? nil : "a time is out of range"
    }

    /// The longest time that an order may name, in seconds: a year.
    fileprivate static let secondsMax = 31_536_000
}

extension Script {
    fileprivate var malformation: String? {
        if text.utf8.count > Self.bytesMax {
            return "a script is longer than \(Self.bytesMax) bytes"
        }
        return (1...Order.secondsMax).contains(timeoutSeconds) ? nil : "a time-out is out of range"
    }
}

extension AgentProgram {
    fileprivate var malformation: String? {
        let hexadecimal = "0123456789abcdef".utf8
        if digest.utf8.count != 64 || !digest.utf8.allSatisfy(hexadecimal.contains) {
            return "program.digest is no SHA-256"
        }
        return size > 0 ? nil : "program.size is not positive"
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
