// SPDX-License-Identifier: Apache-2.0
package import Foundation

/// One script of an order: run, then, where there is one, verified, and rolled back if that fails.
package struct OrderAction: Codable, Sendable, Hashable {
    /// The action's identity, by which its result is known.
    package var id: UUID
    /// Its name, for people.
    package var name: String
    /// What to run.
    package var script: Script
    /// What tells whether it had its effect, by exit status 0; absent means the exit status of
    /// ``script`` alone counts.
    package var verification: Script?
    /// What undoes it where the verification fails; absent means nothing does.
    package var undo: Script?
    /// Whether nothing further of the order is done when it fails.
    package var abortsOnFailure: Bool

    /// Makes an action.
    package init(
        id: UUID,
        name: String,
        script: Script,
        verification: Script? = nil,
        undo: Script? = nil,
        abortsOnFailure: Bool = false
    ) {
        self.id = id
        self.name = name
        self.script = script
        self.verification = verification
        self.undo = undo
        self.abortsOnFailure = abortsOnFailure
    }
}

/// A text that an interpreter runs.
package struct Script: Codable, Sendable, Hashable {
    /// What runs it.
    package enum Interpreter: String, Codable, Sendable, CaseIterable {
        /// `/bin/sh`.
        case sh
        /// `bash`, by `PATH`.
        case bash
        /// `python3`, by `PATH`.
        case python
        /// Windows PowerShell.
        case powershell
        /// The command interpreter of Windows.
        case cmd
    }

    /// What runs it.
    package var interpreter: Interpreter
    /// The text; at most ``bytesMax`` bytes of UTF-8.
    package var text: String
    /// How long it may take, in seconds; then it is ended, with everything that it started.
    package var timeoutSeconds: Int

    /// The largest script, in bytes.
    package static let bytesMax = 256 * 1024

    /// Makes a script.
    package init(interpreter: Interpreter, text: String, timeoutSeconds: Int) {
        self.interpreter = interpreter
        self.text = text
        self.timeoutSeconds = timeoutSeconds
    }
}

/// What came of one action.
package struct ActionResult: Codable, Sendable, Equatable {
    /// How it ended.
    package enum Outcome: String, Codable, Sendable, CaseIterable {
        /// It ran, and its verification agrees.
        case succeeded
        /// It ended with an error, or its verification did, and nothing was undone.
        case failed
        /// It took too long and was ended.
        case timedOut
        /// It was not run: something before it failed.
        case skipped
        /// It did not have its effect and was undone.
        case undone
    }

    /// The action.
    package var action: UUID
    /// How it ended.
    package var outcome: Outcome
    /// The script's exit status; above 128 a signal ended it; absent where it never ran.
    package var exitCode: Int?
    /// The verification's exit status; absent where there was none.
    package var verificationCode: Int?
    /// The exit status of what undid it; absent where nothing did.
    package var undoCode: Int?
    /// The end of what it wrote, at most 4,096 characters.
    package var output: String
    /// When it began, in milliseconds since 1970 by the agent's clock.
    package var startedAt: Int64
    /// When it ended.
    package var finishedAt: Int64

    /// Makes a result; only the end of a long output is kept.
    package init(
        action: UUID,
        outcome: Outcome,
        exitCode: Int?,
        output: String,
        startedAt: Int64,
        finishedAt: Int64
    ) {
        self.action = action
        self.outcome = outcome
        self.exitCode = exitCode
        self.output = String(output.suffix(4_096))
        self.startedAt = startedAt
        self.finishedAt = finishedAt
    }
}

/// A build of the agent that the server hands out.
package struct AgentProgram: Codable, Sendable, Hashable {
    /// Its version.
    package var version: String
    /// The machine architecture that it runs on, for example `x86_64`.
    package var machine: String
    /// The SHA-256 of its bytes, in lower-case hexadecimal; it is fetched by this name.
    package var digest: String
    /// Its size, in bytes.
    package var size: Int64

    /// Makes a description.
    package init(version: String, machine: String, digest: String, size: Int64) {
        self.version = version
        self.machine = machine
        self.digest = digest
        self.size = size
    }
}
