// SPDX-License-Identifier: Apache-2.0
import Foundation

/// Executables of this package as the running build has just made them.
package enum BuiltProduct {
    /// No folder near the running test bundle holds the executable.
    package struct NotFound: Error, CustomStringConvertible {
        /// The executable that was looked for.
        package let name: String
        /// The folders that were looked in, in order.
        package let folders: [String]

        /// The name and all the folders.
        package var description: String {
            "no executable \(name) in:\n" + folders.joined(separator: "\n")
        }
    }

    /// The absolute path of a product, for example `thimble`.
    ///
    /// The variable `THIMBLE_PRODUCTS` names its folder. Without it the folders above the running
    /// executable and the main bundle are tried, nearest first, then the debug folder of a build in
    /// the working folder: build systems put a test bundle at different depths below its products.
    package static func path(
        of name: String,
        environment: [String: String] = ProcessInfo.processInfo.environment,
        startingPoints: [String] = runningBundle()
    ) throws -> String {
        var folders: [String] = []
        if let folder = environment["THIMBLE_PRODUCTS"] {
            folders = [folder]
        } else {
            for point in startingPoints {
                folders += ancestors(of: point).filter { !folders.contains($0) }
            }
            folders.append(FileManager.default.currentDirectoryPath + "/.build/debug")
        }
        for folder in folders {
            let candidate = folder + "/" + name
            var isFolder: ObjCBool = false
            if FileManager.default.fileExists(atPath: candidate, isDirectory: &isFolder),
                !isFolder.boolValue,
                FileManager.default.isExecutableFile(atPath: candidate)
            {
                return candidate
            }
        }
        throw NotFound(name: name, folders: folders)
    }

    /// Paths that lie in or below the products' folder: the executable of this process and its bundle.
    package static func runningBundle() -> [String] {
        let files = FileManager.default
        let executable = try? files.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        let argument = CommandLine.arguments.first.map {
            URL(fileURLWithPath: $0).resolvingSymlinksInPath().path
        }
        return [executable, argument, Bundle.main.bundlePath].compactMap { $0 }
    }

    /// The four folders above a path: more would reach the sources.
    private static func ancestors(of path: String) -> [String] {
        var folder = URL(fileURLWithPath: path)
        var folders: [String] = []
        for _ in 0..<4 where folder.path != "/" {
            folder.deleteLastPathComponent()
            folders.append(folder.path)
        }
        return folders
    }
}
