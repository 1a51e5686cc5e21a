// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
package import Domain
package import Foundation
package import Services

/// The builds of the agent in a folder, and the orders that bring them to devices.
package struct AgentPrograms: Sendable {
    private let programs: [AgentProgram]
    private let folder: URL

    /// Reads the folder; `nil` means that of the program that runs this.
    package init(folder: URL?) async {
        self.folder = folder ?? AgentFolder.besideProgram
        programs = await AgentFolder(self.folder, pin: nil).programs()
    }

    /// Orders the agents of some devices to change to the build for their machine; a deployment for
    /// each build that fits any of them.
    ///
    /// - Throws: ``DomainError/Code/deploymentEmpty`` where the folder has no build, or none that
    ///   fits any of the devices.
    package func update(
        _ targets: DeploymentTargets,
        with service: AgentFleetService,
        by principal: Principal
    ) async throws -> [Deployment] {
        guard !programs.isEmpty else {
            throw DomainError(
                .deploymentEmpty,
                subject: folder.path,
                hint: "it has no thimble-agent and no thimble-agent-MACHINE; name the server's "
                    + "folder with --agent-dir"
            )
        }
        var made: [Deployment] = []
        var refusal: DomainError?
        for program in programs {
            do {
                made.append(
                    try await service.updateAgents(targets, to: program, by: principal)
                )
            } catch let error as DomainError where error.code == .deploymentEmpty {
                refusal = error
            }
        }
        if made.isEmpty, let refusal { throw refusal }
        return made
    }
}
