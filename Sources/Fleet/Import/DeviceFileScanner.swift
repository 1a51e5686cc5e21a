// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Domain
import PackageFormats
import Versioning

/// Reads the file of `thimble device import`, device by device, each distinct row only once.
///
/// The file is `{"devices": [{"name", "stream", "arch"?, "repositories"?, "packages": [row]}]}` in any
/// layout and order of members; members that are not known are passed over. It is read strictly
/// (``JSONCursor``), and accepted or refused as a whole: where it throws, what the closure took
/// before must not be kept.
///
/// Machines of one fleet have most rows in common. A row whose text was read before is known by its
/// bytes (``JSONMemo``), one memo for each kind of rows; so a file is read about as fast as it is
/// hashed. The memory grows with the distinct packages and the devices' names alone.
package struct DeviceFileScanner {
    private var memos: [VersionScheme: JSONMemo] = [:]
    private var names: Set<String> = []
    private var numbers: [UInt32] = []
    /// The kind of rows of the device before: a guess where a stream follows its packages.
    private var lastScheme: VersionScheme?

    private init() {}

    /// Reads a file.
    ///
    /// - Parameters:
    ///   - bytes: The whole file.
    ///   - table: Gives the packages their numbers.
    ///   - body: Takes each device in the order of the file, and the table as it is then.
    /// - Throws: ``DomainError/Code/inventoryMalformed`` with the place, for example
    ///   `devices[3].packages[17].version: missing`; or what the closure throws.
    package static func scan(
        _ bytes: UnsafeRawBufferPointer,
        into table: inout PackageTable,
        _ body: (ScannedDevice, PackageTable) throws -> Void
    ) throws {
        var scanner = DeviceFileScanner()
        do {
            try JSONCursor.read(bytes: bytes, name: "devices") { cursor in
                try scanner.file(&cursor, &table, body)
            }
        } catch let fault as JSONFault {
            let place = fault.path.isEmpty ? "" : "\(fault.path): "
            throw DomainError(
                .inventoryMalformed,
                subject: "\(place)\(fault.what) (byte \(fault.offset))",
                underlying: fault
            )
        }
    }

    /// Reads a file that is held in an array, in `Data` or in the UTF-8 view of a string.
    package static func scan(
        _ bytes: some Collection<UInt8>,
        into table: inout PackageTable,
        _ body: (ScannedDevice, PackageTable) throws -> Void
    ) throws {
        let done: Void? = try bytes.withContiguousStorageIfAvailable {
            try scan(UnsafeRawBufferPointer($0), into: &table, body)
        }
        if done == nil {
            try Array(bytes).withUnsafeBytes { try scan($0, into: &table, body) }
        }
    }

    private mutating func file(
        _ cursor: inout JSONCursor,
        _ table: inout PackageTable,
        _ body: (ScannedDevice, PackageTable) throws -> Void
    ) throws {
        var hasDevices = false
        try cursor.object { key, cursor in
            guard key == "devices" else { return }
            guard !hasDevices else { throw DeviceFileText.refusal("devices: stands twice") }
            hasDevices = true
            try cursor.array { cursor in
                let device = try self.device(&cursor, &table)
                guard names.insert(device.name).inserted else {
                    throw DeviceFileText.refusal(
                        "\(cursor.path): the name \(device.name) stands twice"
                    )
                }
                try body(device, table)
            }
        }
        guard hasDevices else { throw DeviceFileText.refusal("devices: missing") }
    }

    private mutating func device(
        _ cursor: inout JSONCursor,
        _ table: inout PackageTable
    ) throws -> ScannedDevice {
        var head = DeviceFileHead()
        var packages: JSONMark?
        var scheme: VersionScheme?
        numbers.removeAll(keepingCapacity: true)
        try cursor.object { key, cursor in
            if key == "packages" {
                packages = cursor.mark
                numbers.removeAll(keepingCapacity: true)
                scheme = try self.packages(&cursor, scheme: head.scheme, &table)
            } else {
                try head.read(key, &cursor)
            }
        }
        let (name, stream, known) = try head.required(cursor.path)
        guard let packages else {
            throw DeviceFileText.refusal("\(cursor.path).packages: missing")
        }
        if scheme != known {
            numbers.removeAll(keepingCapacity: true)
            _ = try cursor.revisit(packages) { cursor in
                try self.packages(&cursor, scheme: known, &table)
            }
        }
        lastScheme = known
        let architecture =
            head.architecture ?? table.nativeArchitecture(of: numbers)
            ?? (known == .deb ? "amd64" : "x86_64")
        let profile = InventoryProfile(
            stream: stream,
            architecture: architecture,
            repositories: head.repositories
        )
        return ScannedDevice(name: name, profile: profile, packages: numbers)
    }

    /// Reads the packages of a device, as far as that is possible yet.
    ///
    /// - Returns: The kind of rows that they were read as; `nil` if they were passed over.
    private mutating func packages(
        _ cursor: inout JSONCursor,
        scheme: VersionScheme?,
        _ table: inout PackageTable
    ) throws -> VersionScheme? {
        if let scheme {
            try cursor.array(memo: memo(scheme), into: &numbers) { cursor in
                table.number(of: try DeviceFileRow.package(&cursor, scheme: scheme))
            }
            return scheme
        }
        // Rows that are all known need no second look if the guess turns out right. A wrong guess
        // changes nothing: only the reader that knows the stream adds to the table.
        let start = cursor.mark
        if let guess = lastScheme {
            do {
                try cursor.array(memo: memo(guess), into: &numbers) { _ in throw UnknownRow() }
                return guess
            } catch {
                cursor.rewind(to: start)
            }
        }
        try cursor.skip()
        return nil
    }

    private mutating func memo(_ scheme: VersionScheme) -> JSONMemo {
        if let memo = memos[scheme] { return memo }
        let memo = JSONMemo()
        memos[scheme] = memo
        return memo
    }

    /// A row that no device had before.
    private struct UnknownRow: Error {}
}
