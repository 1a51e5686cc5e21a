// SPDX-License-Identifier: Apache-2.0
package import AgentProtocol
import Foundation

extension AptBackend {
    /// Compares the running kernel with the installed ones, and asks for `/run/reboot-required`.
    ///
    /// That file is Debian's and Ubuntu's convention for packages that want a restart; the packages
    /// are listed in a second one.
    package func rebootNeed() async throws -> RebootNeed {
        var reasons: [String] = []
        let flag = configuration.root + "/run/reboot-required"
        if FileManager.default.fileExists(atPath: flag) {
            let names = try DurableFile.read(flag + ".pkgs").map { bytes in
                Set(String(decoding: bytes, as: UTF8.self).split(separator: "\n")).sorted()
            }
            let who = names.map { $0.joined(separator: ", ") } ?? ""
            reasons.append(who.isEmpty ? "a package asks for a restart" : "asked for by \(who)")
        }
        if let reason = try OutdatedProcesses(root: configuration.root).reasonToRestart {
            reasons.append(reason)
        }
        let running = RunningKernel.current()
        let kernels = try database().packages.compactMap(InstalledKernel.init)
        let candidates = kernels.filter { $0.flavour == KernelName(running.release).flavour }
        if var newest = candidates.first {
            for kernel in candidates.dropFirst()
            where try await isAtLeast(kernel.version, newest.version) {
                newest = kernel
            }
            if let reason = running.reasonToRestart(newest: newest) {
                reasons.append(reason)
            }
            return reasons.isEmpty ? .notNeeded : .needed(reasons: reasons)
        }
        // A container, or a kernel that did not come as a package: nothing to compare with.
        return reasons.isEmpty ? .unknown : .needed(reasons: reasons)
    }
}

extension InstalledKernel {
    /// The kernel of an installed package; `nil` for every other package.
    init?(_ package: DpkgPackage) {
        guard package.isConfigured else { return nil }
        self.init(packageName: package.name, version: package.version)
    }
}
