// SPDX-License-Identifier: Apache-2.0
import Foundation

/// What a command says.
enum Report {
    /// Writes the one JSON object of a command to standard output.
    static func write(_ value: some Encodable) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys]
        var line = try encoder.encode(value)
        line.append(UInt8(ascii: "\n"))
        try FileHandle.standardOutput.write(contentsOf: line)
    }

    /// A measurement of many short things.
    struct Latency: Encodable {
        let microseconds: Samples.Figures
        let samples: Int

        init(_ samples: Samples) {
            microseconds = samples.figures
            self.samples = samples.count
        }
    }
}
