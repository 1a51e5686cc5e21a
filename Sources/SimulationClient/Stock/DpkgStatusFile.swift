// SPDX-License-Identifier: Apache-2.0
import AgentProtocol
import Domain
import PackageFormats

/// dpkg's `status` file of a machine, as an inventory to simulate.
enum DpkgStatusFile {
    /// The packages that are there.
    ///
    /// - Throws: ``DomainError/Code/inventoryMalformed`` with the file and the line.
    static func packages(in bytes: [UInt8], file: String) throws -> [InstalledPackage] {
        // Descriptions may be Latin-1; the fields that matter are ASCII.
        let ascii = bytes.map { $0 < 0x80 ? $0 : UInt8(ascii: "?") }
        do {
            let paragraphs = try ParagraphReader.paragraphs(
                in: ascii,
                fields: ["Package", "Status", "Architecture", "Version", "Source"]
            )
            return try paragraphs.compactMap(package)
        } catch let error as Malformed {
            throw DomainError(.inventoryMalformed, subject: "\(file): \(error.text)")
        } catch let error as ParagraphError {
            throw DomainError(.inventoryMalformed, subject: "\(file): \(error)")
        }
    }

    private struct Malformed: Error {
        let text: String
    }

    private static func package(_ paragraph: Paragraph) throws -> InstalledPackage? {
        let line = paragraph.firstLine
        guard let name = paragraph["Package"], !name.isEmpty else {
            throw Malformed(text: "line \(line): a package without a name")
        }
        let status: DebianPackageStatus
        do {
            status = try DebianPackageStatus(parsing: paragraph["Status"] ?? "")
        } catch {
            throw Malformed(text: "line \(line): the status of \(name): \(error)")
        }
        switch status.state {
        case .notInstalled, .configFiles, .halfInstalled: return nil
        case .unpacked, .halfConfigured, .triggersAwaited, .triggersPending, .installed: break
        }
        guard let version = paragraph["Version"], !version.isEmpty,
            let architecture = paragraph["Architecture"], !architecture.isEmpty
        else { throw Malformed(text: "line \(line): \(name) lacks version or architecture") }
        let source: DebianSourceField?
        do {
            source = try paragraph["Source"].map { try DebianSourceField(parsing: $0) }
        } catch {
            throw Malformed(text: "line \(line): the source of \(name): \(error)")
        }
        return InstalledPackage(
            name: name,
            architecture: architecture,
            version: version,
            source: source?.name ?? name,
            sourceVersion: source?.version,
            isHeld: status.want == .hold,
            isUnconfigured: status.state == .unpacked || status.state == .halfConfigured
        )
    }
}
