// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Foundation

extension Hardware {
    /// Reads what the firmware tells of the machine, from sysfs(5) of a root folder (empty: the
    /// machine); `nil` where nothing is told, as in most containers and on boards without SMBIOS.
    static func read(root: String) -> Hardware? {
        let hardware = Hardware(
            manufacturer: line("sys_vendor", root),
            model: line("product_name", root)
        )
        return hardware == Hardware() ? nil : hardware
    }

    private static func line(_ name: String, _ root: String) -> String? {
        guard let bytes = try? DurableFile.read(root + "/sys/class/dmi/id/" + name) else {
            return nil
        }
        let text = String(decoding: bytes, as: UTF8.self).trimmed
        return text.isEmpty ? nil : text
    }
}
