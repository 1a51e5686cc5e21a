// SPDX-License-Identifier: Apache-2.0
import Foundation

/// The name of a machine's time zone in the IANA database.
enum TimeZoneName {
    /// From `etc/timezone`, else from the link `etc/localtime` (localtime(5)), of a root folder.
    static func read(root: String) -> String? {
        if let bytes = try? DurableFile.read(root + "/etc/timezone") {
            let text = String(decoding: bytes, as: UTF8.self).trimmed
            if isName(text) { return text }
        }
        let link = root + "/etc/localtime"
        guard let target = try? FileManager.default.destinationOfSymbolicLink(atPath: link),
            let place = target.range(of: "zoneinfo/")
        else { return nil }
        let name = String(target[place.upperBound...])
        return isName(name) ? name : nil
    }

    private static func isName(_ text: String) -> Bool {
        !text.isEmpty
            && text.utf8.allSatisfy { byte in
                (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte)
                    || (0x61...0x7A).contains(byte) || "/_+-".utf8.contains(byte)
            }
    }
}
