// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Foundation

extension RpmBackend {
    /// Asks for `/run/reboot-needed`, compares the running kernel with the installed ones and the
    /// time of the start with that of the last change of the packages that everything is built on.
    ///
    /// libzypp makes the file when a package wants it; dnf has a plugin that goes by the times.
    func rebootNeed() async throws -> RebootNeed {
        var reasons: [String] = []
        if FileManager.default.fileExists(atPath: rpm.root + "/run/reboot-needed") {
            reasons.append("a package asks for a restart")
        }
        let packages = try await packages()
        let running = RunningKernel.current()
        let kernels = RpmKernels(running: running.release, packages: packages)
        if let newest = try await newest(of: kernels.packages),
            let reason = running.reasonToRestart(newest: kernels.installed(newest))
        {
            reasons.append(reason)
        }
        if let start = try BootTime.read(root: rpm.root) {
            let names = try packagesToRestartFor()
            let late = packages.filter { $0.installedAt > start && names.contains($0.name) }
            if !late.isEmpty {
                let list = Set(late.map(\.name)).sorted().joined(separator: ", ")
                reasons.append("changed since the last start: \(list)")
            }
        }
        if let reason = try OutdatedProcesses(root: rpm.root).reasonToRestart {
            reasons.append(reason)
        }
        if !reasons.isEmpty { return .needed(reasons: reasons) }
        // A container, or a kernel that did not come as a package: nothing to compare with.
        return kernels.packages.isEmpty ? .unknown : .notNeeded
    }
}
