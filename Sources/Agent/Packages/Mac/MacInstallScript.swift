// SPDX-License-Identifier: Apache-2.0
import AgentProtocol

/// The program that hands updates to softwareupdate(8) under the labels that they have now.
///
/// A label holds the build, which no order knows, so it is looked up right before. The script reads
/// the list as ``MacUpdateList`` does, as far as it concerns the ordered versions, and takes
/// nothing that has another version.
enum MacInstallScript {
    /// What softwareupdate is told to do.
    enum Action: String, Sendable {
        /// Fetch and install; the restart that an update needs is left to the caller.
        case install = "--install"
        /// Fetch alone.
        case download = "--download"
    }

    /// The program for some targets; names and versions are arguments, never part of the script.
    static func call(_ action: Action, _ targets: [TargetPackage]) -> ProgramCall {
        ProgramCall(
            executable: "/bin/sh",
            arguments: ["-c", script, "softwareupdate-by-version", action.rawValue]
                + targets.flatMap { [$0.name, $0.version] },
            environment: MacBackend.language
        )
    }

    /// POSIX sh; what softwareupdate says goes to standard error, because it ends with 0 also where
    /// it fails, for example for want of space.
    static let script = """
        action=$1
        shift
        list=$(softwareupdate --list) || exit 1
        pairs=$#
        while [ "$pairs" -gt 0 ]; do
          name=$1
          version=$2
          shift 2
          pairs=$((pairs - 2))
          short=${version%.0}
          label=
          found=
          while IFS= read -r line; do
            line=${line#"${line%%[![:space:]]*}"}
            case $line in
              '* Label: '*) label=${line#'* Label: '} ;;
              '- Label: '*) label=${line#'- Label: '} ;;
              "Title: $name, Version: $version, Size: "*) found=$label ;;
              "Title: $name, Version: $short, Size: "*) found=$label ;;
              'Title: macOS '*", Version: $version, Size: "* | \\
              'Title: macOS '*", Version: $short, Size: "*)
                if [ "$name" = macOS ]; then found=$label; fi ;;
            esac
          done <<END
        $list
        END
          if [ -z "$found" ]; then
            echo "softwareupdate does not offer $name $version" >&2
            exit 1
          fi
          set -- "$@" "$found"
        done
        exec softwareupdate "$action" "$@" >&2
        """
}
