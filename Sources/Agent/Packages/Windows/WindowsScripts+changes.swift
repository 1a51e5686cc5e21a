// SPDX-License-Identifier: Apache-2.0
import AgentProtocol

/// The scripts that change the machine; each is one program that may outlive the agent.
extension WindowsScripts {
    /// Fetches what the agent offers under some numbers.
    static func download(_ targets: [TargetPackage]) -> PowerShellScript {
        PowerShellScript(name: "download", body: selection(targets) + fetch + report)
    }

    /// Does nothing: what is removed needs no files.
    static let nothing = PowerShellScript(
        name: "download",
        body: "  $answer = [ordered]@{ results = @() }"
    )

    /// Fetches and installs what the agent offers under some numbers, and nothing else.
    ///
    /// Licence terms are accepted, since somebody approved the update; one that would ask questions
    /// fails. The machine is never restarted here.
    static func install(_ targets: [TargetPackage]) -> PowerShellScript {
        let body = """
              if ($exit -eq 0) {
                $installer = $session.CreateUpdateInstaller()
                $installer.AllowSourcePrompts = $false
                $installer.ForceQuiet = $true
                for ($turn = 0; $installer.IsBusy -and $turn -lt \(busyTurnsMax); $turn++) {
                  Start-Sleep -Seconds \(busyTurnSeconds)
                }
                if ($installer.RebootRequiredBeforeInstallation) {
                  throw 'the machine must be restarted before anything can be installed'
                }
                $installer.Updates = $updates
                Add-Results 'installation' ($installer.Install())
              }

            """
        return PowerShellScript(name: "install", body: selection(targets) + fetch + body + report)
    }

    /// Takes updates off the machine again.
    ///
    /// A package of the component store goes through dism.exe, which alone can take the cumulative
    /// update out of a package that it shares with a servicing stack; it is found by the number in
    /// the description or the support address of its manifest, which are the same in every
    /// language. The rest goes through wusa.exe.
    static func remove(_ targets: [TargetPackage]) -> PowerShellScript {
        PowerShellScript(
            name: "remove",
            body: wanted(targets.map(\.name)) + words + removal + report
        )
    }

    /// How long another installation is waited for: five minutes.
    private static let busyTurnsMax = 60
    private static let busyTurnSeconds = 5

    /// Collects the updates and the answers of the agent about them.
    private static func selection(_ targets: [TargetPackage]) -> String {
        functions + wanted(targets.map(\.name)) + words + """
              $session = New-Object -ComObject Microsoft.Update.Session
              $updates = New-Object -ComObject Microsoft.Update.UpdateColl
              $found = @()
              foreach ($update in @(Find-Update 'IsInstalled=0 and IsHidden=0' $false $false)) {
                $kbs = @($update.KBArticleIDs | Where-Object { $wanted -contains $_ })
                if ($kbs.Count -eq 0) { continue }
                if ($update.InstallationBehavior.CanRequestUserInput) {
                  throw "KB$($kbs[0]) asks questions while it is installed"
                }
                if (-not $update.EulaAccepted) { $update.AcceptEula() }
                [void]$updates.Add($update)
                $found += $kbs
              }
              $missing = @($wanted | Where-Object { $found -notcontains $_ })
              if ($missing.Count -gt 0) { throw "not offered: KB$($missing -join ', KB')" }
              function Add-Results($step, $result) {
                for ($place = 0; $place -lt $updates.Count; $place++) {
                  $one = $result.GetUpdateResult($place)
                  $kb = [string](@($updates.Item($place).KBArticleIDs)[0])
                  $end = [int]$one.ResultCode
                  Add-Result $step $kb $end ([int]$one.HResult) $one.RebootRequired
                }
              }

            """
    }

    private static let fetch = """
          $downloader = $session.CreateUpdateDownloader()
          $downloader.Updates = $updates
          Add-Results 'download' ($downloader.Download())

        """

    private static let removal = """
          $packages = @(Get-WindowsPackage -Online |
            Where-Object { "$($_.PackageState)" -eq 'Installed' })
          foreach ($kb in $wanted) {
            $own = $packages | Where-Object { $_.PackageName -like "Package_for_KB${kb}~*" }
            $number = "(?<![0-9])$kb(?![0-9])"
            $shared = $packages | Where-Object { $_.PackageName -like 'Package_for_*RollupFix*' } |
              ForEach-Object { Get-WindowsPackage -Online -PackageName $_.PackageName } |
              Where-Object { "$($_.Description) $($_.SupportInformation)" -match $number }
            $package = @(@($own) + @($shared) | Where-Object { $_ })[0]
            if ($package) {
              $options = '/Online', '/Remove-Package', "/PackageName:$($package.PackageName)"
              & "$env:SystemRoot\\System32\\dism.exe" @options /Quiet /NoRestart | Out-Null
              $code = $LASTEXITCODE
            } else {
              $options = '/uninstall', "/kb:$kb", '/quiet', '/norestart'
              $file = "$env:SystemRoot\\System32\\wusa.exe"
              $process = Start-Process -FilePath $file -ArgumentList $options -Wait -PassThru
              $code = $process.ExitCode
            }
            $hex = '{0:X8}' -f [int]$code
            $result = 4
            if ($good -contains $hex) { $result = 2 }
            Add-Result 'removal' $kb $result ([int]$code) ($restarts -contains $hex)
          }

        """

    private static let report = """
          $answer = [ordered]@{ results = $results }
        """

    /// The words of ``WindowsUpdateCode`` and ``WindowsOperationResult``, so that a failure can be
    /// read where the script alone speaks, and a function that notes what came of one update.
    private static let words: String = {
        let table = WindowsUpdateCode.known
            .map { "'\($0.hexadecimal)' = '\($0.words.replacing("'", with: "''"))'" }
            .joined(separator: "\n")
        let ends = WindowsOperationResult.allCases.map { "'\($0.words)'" }.joined(separator: ", ")
        return """
            $words = @{
            \(table)
            }
            $ends = @(\(ends))
            $good = @(\(list { $0 == .done || $0 == .restart || $0 == .already }))
            $restarts = @(\(list { $0 == .restart }))
            $results = [System.Collections.ArrayList]@()
            function Add-Result($step, $kb, $result, $code, $restart) {
              $row = [ordered]@{ step = $step; kb = $kb; result = $result; hresult = $code }
              $row.restart = [bool]$restart
              [void]$results.Add($row)
              $hex = '{0:X8}' -f $code
              if ($result -eq 2 -or ($result -eq 3 -and $good -contains $hex)) { return }
              $said = $words[$hex]
              if (-not $said) { $said = 'an unknown code' }
              [Console]::Error.WriteLine("KB${kb}: the $step $($ends[$result]): 0x$hex ($said)")
              $script:exit = 1
            }

            """
    }()

    private static func list(_ isMeant: (WindowsUpdateCode.Meaning) -> Bool) -> String {
        WindowsUpdateCode.known.filter { isMeant($0.meaning) }.map { "'\($0.hexadecimal)'" }
            .joined(separator: ", ")
    }
}
