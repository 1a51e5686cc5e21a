// SPDX-License-Identifier: Apache-2.0
import AgentProtocol

/// The script that installs the agent of one server on a machine.
///
/// It carries what the server knows: its address, the fingerprint of its certificate where it is
/// self-signed, and the SHA-256 of each build. So whoever trusts the script trusts what it fetches.
struct InstallScript {
    /// How the machine reaches the server, without a slash at its end.
    var server: String
    /// The SHA-256 of the server's certificate in hexadecimal, where it is self-signed.
    var pin: String?
    /// The builds that the server has.
    var programs: [AgentProgram]

    /// The script, for any POSIX `sh`.
    ///
    /// All of it is in functions and the last line calls them, so that a script which was cut off
    /// on its way does nothing.
    var text: String {
        [Self.head, settings, Self.usage, Self.tools, Self.installation, Self.service, Self.main]
            .joined(separator: "\n")
    }

    private var settings: String {
        let cases = programs.map { program in
            "        \(Self.word(program.machine))) digest=\(Self.word(program.digest)) "
                + "version=\(Self.word(program.version)) ;;\n"
        }
        let machines = programs.map(\.machine).joined(separator: " ")
        return """
            default_server=\(Self.quoted(server))
            default_pin=\(Self.quoted(pin ?? ""))
            machines=\(Self.quoted(machines))

            # The builds that the server has, by `uname -m`.
            choose_program() {
                digest=
                version=
                case $1 in
            \(cases.joined())    esac
            }

            unit_text() {
                cat <<'END_OF_UNIT'
            \(AgentUnit.text)END_OF_UNIT
            }

            """
    }

    /// A text as one word of the shell.
    static func quoted(_ text: String) -> String {
        let parts = text.split(separator: "'", omittingEmptySubsequences: false)
        return "'" + parts.joined(separator: "'\\''") + "'"
    }

    /// What a machine, a digest or a version is made of; anything else is left out.
    private static func word(_ text: String) -> String {
        let kept = text.unicodeScalars.filter { scalar in
            scalar.isASCII
                && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil
                    || "._+~-".unicodeScalars.contains(scalar))
        }
        return quoted(String(String.UnicodeScalarView(kept)))
    }
}
