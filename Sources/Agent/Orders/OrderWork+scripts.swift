// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Foundation
import Glibc
import Logging

extension OrderWork {
    /// Starts the program of the current action, which is journaled before.
    ///
    /// One that cannot be started has vanished, and is so found by ``awaitEnd(of:script:)``.
    mutating func start(_ script: Script) async throws {
        try packages.save()
        guard let progress = course.action else { return }
        let run = tools.journal.run(progress.run, of: order.id)
        let file = run.folder + ".script"
        let environment = ["THIMBLE_ROOT": tools.root.isEmpty ? "/" : tools.root]
        let call = ScriptProgram.call(script.interpreter, file: file, environment: environment)
        guard let call else { return }
        do {
            try DurableFile.write(Data(script.text.utf8), to: file)
            try run.start(call)
        } catch {
            tools.logger.error("a script cannot be started: \(error)")
        }
    }

    /// Waits for the program of the current action, and ends it when it takes too long.
    ///
    /// The exit status; `nil` when it was ended for its time, or has left none.
    mutating func awaitEnd(of progress: ActionProgress, script: Script?) async throws -> Int? {
        let run = tools.journal.run(progress.run, of: order.id)
        let end = progress.partStartedAt + Int64(script?.timeoutSeconds ?? 0) * 1_000
        var status = try run.status()
        while status == .running {
            if tools.clock.now >= end {
                course.action?.hasTimedOut = true
                try packages.save()
                try await run.end(clock: tools.clock)
            }
            try await tools.clock.sleep(for: InstallWork.pollInterval)
            status = try run.status()
        }
        var text = run.outputText + run.errorText
        var code: Int?
        switch status {
        case .exited(let number):
            code = number
        case .vanished, .running:
            let reason = lossReason(of: script)
            text += text.isEmpty || text.hasSuffix("\n") ? reason : "\n" + reason
        }
        if course.action?.hasTimedOut == true { code = nil }
        let output = progress.output + text
        course.action?.output = String(output.suffix(4_096))
        return code
    }

    /// Why a program has left no exit status, for people.
    private func lossReason(of script: Script?) -> String {
        if course.action?.hasTimedOut == true {
            return "it took longer than \(script?.timeoutSeconds ?? 0) seconds and was ended"
        }
        switch script?.interpreter {
        case .powershell, .cmd: return "its interpreter is there on Windows only"
        default: return "it was stopped from outside, or never started, and is not run again"
        }
    }
}
