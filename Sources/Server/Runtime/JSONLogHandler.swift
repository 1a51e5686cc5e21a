// SPDX-License-Identifier: Apache-2.0
import Domain
import Foundation
import Logging
import NIOCore
import Web

/// Writes each log line as one JSON object on standard error.
struct JSONLogHandler: LogHandler {
    var logLevel: Logger.Level
    var metadata: Logger.Metadata = [:]
    var metadataProvider: Logger.MetadataProvider?
    private let label: String
    private let clock: any WallClock

    init(label: String, level: Logger.Level, clock: any WallClock) {
        self.label = label
        logLevel = level
        self.clock = clock
    }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        var members = metadata
        if let provided = metadataProvider?.get() { members.merge(provided) { $1 } }
        if let own = event.metadata { members.merge(own) { $1 } }
        var writer = JSONWriter(capacity: 256)
        writer.object { json in
            json.field("time", ISOTime.text(clock.now))
            json.field("level", event.level.rawValue)
            json.field("logger", label)
            json.field("message", event.message.description)
            for (key, value) in members.sorted(by: { $0.key < $1.key }) {
                json.key(dynamic: key)
                json.string(value.description)
            }
        }
        var line = writer.finish()
        line.writeInteger(UInt8(ascii: "\n"))
        // A log on a full disk, or a reader that went away, is no reason to stop serving.
        try? FileHandle.standardError.write(contentsOf: Data(line.readableBytesView))
    }
}
