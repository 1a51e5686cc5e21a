// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Domain

extension World {
    /// A mitigation with something in every member.
    static func mitigation(_ name: String, of tenant: Tenant = site) -> Mitigation {
        var content = Mitigation.Content(
            name: name,
            cves: ["CVE-2017-0144", "CVE-2021-1675"],
            platform: .windows,
            apply: Script(interpreter: .powershell, text: "Größe ☂\r\n\u{0}", timeoutSeconds: 60)
        )
        content.title = "Druckdienst «aus»"
        content.effect = .fix
        content.category = "Service"
        content.summary = "zwei\nZeilen"
        content.verification = Script(interpreter: .cmd, text: "exit 0", timeoutSeconds: 60)
        content.undo = Script(interpreter: .powershell, text: "1", timeoutSeconds: 60)
        content.needsReboot = true
        content.impact = "niemand druckt"
        return Mitigation(
            content,
            of: tenant.id,
            at: tenant.path,
            writtenBy: "user:zoë",
            writtenAt: now
        )
    }
}
