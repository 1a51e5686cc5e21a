// SPDX-License-Identifier: Apache-2.0
import Foundation

/// A script for Windows PowerShell 3 to 5.1 that answers with one JSON document.
///
/// The document is `{"version": 1, "script": NAME, "answer": …}`, or in the place of the answer
/// `"failure": {"hresult": N, "message": TEXT}`. Numbers and identities in it are the vendor's;
/// only messages are in the machine's language, and nothing is decided by them. The script ends
/// with 0, or with 1 and the failure also on standard error: never with a vendor's own status,
/// because everything above 128 reads as a signal to the caller.
struct PowerShellScript: Sendable, Equatable {
    /// The version of the documents.
    static let version: Int64 = 1
    /// The longest command line of Windows, in characters (`CreateProcessW`).
    static let commandLineLengthMax = 32_767

    /// What the document calls the script.
    let name: String
    /// Commands that give the variable `$answer` its value.
    let body: String
    /// The whole script; where the work fails, the body sets `$exit` to 1 itself.
    var text: String { Self.head + body + "\n" + tail }

    /// The program with the whole script as one argument, so that no file and no quoting is needed.
    var call: ProgramCall {
        var bytes = Data()
        for unit in text.utf16 {
            bytes.append(UInt8(unit & 0xFF))
            bytes.append(UInt8(unit >> 8))
        }
        return ProgramCall(
            executable: "powershell.exe",
            arguments: [
                "-NoLogo", "-NoProfile", "-NonInteractive", "-ExecutionPolicy", "Bypass",
                "-EncodedCommand", bytes.base64EncodedString(),
            ],
            environment: [:]
        )
    }

    /// Opens the block that catches every error.
    private static let head = """
        $ErrorActionPreference = 'Stop'
        $ProgressPreference = 'SilentlyContinue'
        [Console]::OutputEncoding = New-Object System.Text.UTF8Encoding $false
        $exit = 0
        function Get-Fault($record) {
          $cause = $record.Exception
          while ($cause.InnerException) { $cause = $cause.InnerException }
          [ordered]@{ hresult = [int]$cause.HResult; message = [string]$cause.Message }
        }
        try {

        """

    private var tail: String {
        """
          $document = [ordered]@{ version = \(Self.version); script = '\(name)'; answer = $answer }
        } catch {
          $exit = 1
          $fault = Get-Fault $_
          $document = [ordered]@{ version = \(Self.version); script = '\(name)'; failure = $fault }
          [Console]::Error.WriteLine(('0x{0:X8}: {1}' -f $fault.hresult, $fault.message))
        }
        ConvertTo-Json -InputObject $document -Depth 8 -Compress
        exit $exit

        """
    }
}
