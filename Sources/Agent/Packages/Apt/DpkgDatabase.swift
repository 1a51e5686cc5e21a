// SPDX-License-Identifier: Apache-2.0
import Foundation
import Glibc
import PackageFormats

/// One package of dpkg's database (dpkg-query(1), deb822(5)).
struct DpkgPackage: Sendable, Equatable {
    /// `Package`.
    var name: String
    /// `Architecture`.
    var architecture: String
    /// `Version`; empty where nothing of the package is on disk.
    var version: String
    /// The source package's name: that of `Source`, else ``name``.
    var source: String
    /// The source package's version: that of `Source`, else ``version``.
    var sourceVersion: String
    /// `Status`.
    var status: DebianPackageStatus

    /// Whether the administrator keeps this version (`apt-mark hold`).
    var isHeld: Bool { status.want == .hold }

    /// Whether the files of ``version`` are on disk, configured or not.
    var isPresent: Bool {
        switch status.state {
        case .installed, .triggersAwaited, .triggersPending, .unpacked, .halfConfigured: true
        case .notInstalled, .configFiles, .halfInstalled: false
        }
    }

    /// Whether the package is set up; that its triggers still wait does not count against it.
    var isConfigured: Bool {
        switch status.state {
        case .installed, .triggersAwaited, .triggersPending: true
        case .notInstalled, .configFiles, .halfInstalled, .unpacked, .halfConfigured: false
        }
    }
}

/// The package database of dpkg, read from its files without a lock.
///
/// While dpkg works, its changes are small files in `updates` that it folds into `status` now and
/// then; both are read, so what a running or killed dpkg has done is seen.
struct DpkgDatabase: Sendable {
    /// The folder that holds `status`, usually `/var/lib/dpkg`.
    let folder: String

    /// A file of the database that cannot be understood.
    struct Damage: Error, Sendable, Equatable, CustomStringConvertible {
        /// The file.
        package let path: String
        /// The line and what is wrong with it.
        package let reason: String

        /// The file, the line and the reason.
        package var description: String { "\(path): \(reason)" }
    }

    /// Everything that one look at the database shows.
    struct Content: Sendable, Equatable {
        /// Every package that the database knows, in its order.
        package var packages: [DpkgPackage]
        /// How many changes dpkg has not folded into `status` yet: it works, or was killed.
        package var pendingCount: Int
        /// Oddities that do not stop the reading.
        package var notes: [String]

        /// Whether an interrupted dpkg left work for `dpkg --configure -a`.
        package var isInterrupted: Bool {
            pendingCount > 0
                || packages.contains { package in
                    switch package.status.state {
                    case .unpacked, .halfConfigured, .triggersAwaited, .triggersPending: true
                    case .notInstalled, .configFiles, .halfInstalled, .installed: false
                    }
                }
        }
    }

    /// Reads the database.
    ///
    /// - Throws: ``Damage`` for a file that is not one, ``FileFailure`` for one that cannot be read.
    func read() throws -> Content {
        let statusPath = folder + "/status"
        var content = Content(packages: [], pendingCount: 0, notes: [])
        // dpkg replaces `status` as a whole; a replacement in the middle of it means: once more.
        for _ in 0..<4 {
            let before = identity(of: statusPath)
            content = Content(packages: [], pendingCount: 0, notes: [])
            try read(statusPath, into: &content.packages, notes: &content.notes)
            try readPending(into: &content)
            if identity(of: statusPath) == before { break }
        }
        return content
    }

    /// Whether some process holds one of dpkg's two locks (dpkg(1), "lock-frontend").
    func isLocked() throws -> Bool {
        for name in ["lock-frontend", "lock"]
        where try FileLock.recordLockHolder("\(folder)/\(name)") != nil { return true }
        return false
    }

    private func readPending(into content: inout Content) throws {
        let names = try DurableFile.names(in: folder + "/updates")
        for name in names where name.utf8.allSatisfy({ (0x30...0x39).contains($0) }) {
            var changed: [DpkgPackage] = []
            try read("\(folder)/updates/\(name)", into: &changed, notes: &content.notes)
            content.pendingCount += 1
            for package in changed {
                let place = content.packages.firstIndex {
                    $0.name == package.name && $0.architecture == package.architecture
                }
                if let place {
                    content.packages[place] = package
                } else {
                    content.packages.append(package)
                }
            }
        }
    }

    private func identity(of path: String) -> [Int] {
        var status = stat()
        guard stat(path, &status) == 0 else { return [] }
        return [
            Int(status.st_ino), Int(status.st_size), status.st_mtim.tv_sec, status.st_mtim.tv_nsec,
        ]
    }

    private func read(
        _ path: String,
        into packages: inout [DpkgPackage],
        notes: inout [String]
    ) throws {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw FileFailure("open", path) }
        defer { close(descriptor) }
        var reader = DpkgStatusReader()
        var buffer = [UInt8](repeating: 0, count: 65_536)
        do {
            while true {
                let count = buffer.withUnsafeMutableBytes {
                    Glibc.read(descriptor, $0.baseAddress, $0.count)
                }
                guard count >= 0 else { throw FileFailure("read", path) }
                if count == 0 { break }
                try reader.feed(&buffer, count: count)
            }
            try reader.finish()
        } catch let error as ParagraphError {
            throw Damage(path: path, reason: error.description)
        } catch let error as DpkgStatusReader.Failure {
            throw Damage(path: path, reason: error.description)
        }
        packages += reader.packages
        notes += reader.notes.map { "\(path): \($0)" }
    }
}
