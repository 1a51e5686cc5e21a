// SPDX-License-Identifier: Apache-2.0

/// The scripts that only look.
///
/// They use the Windows Update Agent API (`wuapi.h`: `IUpdateSession`, `IUpdateSearcher`,
/// `IUpdate`), WMI's `Win32_QuickFixEngineering` and the registry.
enum WindowsScripts {
    /// Reads the machine: what it is, what is installed, and what the agent knows without asking a
    /// server.
    ///
    /// That the agent fails does not hide the rest.
    static let survey = PowerShellScript(
        name: "survey",
        body: functions + """
              $key = 'HKLM:\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion'
              $nt = Get-ItemProperty -LiteralPath $key
              $key = 'HKLM:\\SYSTEM\\CurrentControlSet\\Control\\Session Manager\\Environment'
              $machine = Get-ItemProperty -LiteralPath $key
              $kernel = [string]$nt.CurrentVersion
              if ($null -ne $nt.CurrentMajorVersionNumber) {
                $kernel = '{0}.{1}' -f $nt.CurrentMajorVersionNumber, $nt.CurrentMinorVersionNumber
              }
              $system = [ordered]@{
                productName = [string]$nt.ProductName
                build = [string]$nt.CurrentBuildNumber
                revision = [int]$nt.UBR
                kernel = $kernel
                kind = [string]$nt.InstallationType
                processor = [string]$machine.PROCESSOR_ARCHITECTURE
              }
              $hotfixes = [System.Collections.ArrayList]@()
              foreach ($fix in (Get-CimInstance -ClassName Win32_QuickFixEngineering)) {
                [void]$hotfixes.Add([string]$fix.HotFixID)
              }
              $agent = $null
              $agentFailure = $null
              try {
                $agent = [ordered]@{
                  installed = Get-Rows 'IsInstalled=1' $false
                  pending = Get-Rows 'RebootRequired=1' $false
                  offered = Get-Rows 'IsInstalled=0' $false
                }
              } catch {
                $agentFailure = Get-Fault $_
              }
              $answer = [ordered]@{
                system = $system
                hotfixes = $hotfixes
                agent = $agent
                agentFailure = $agentFailure
              }
            """
    )

    /// Looks for updates in what the agent knows: those that it offers, those that others replace,
    /// and what the history says of each one that is not offered.
    static func offer(_ articles: [KBArticle]) -> PowerShellScript {
        PowerShellScript(
            name: "offer",
            body: functions + wanted(articles.map(\.digits)) + """
                  $offered = Get-Rows 'IsInstalled=0 and IsHidden=0' $false
                  $all = [System.Collections.ArrayList]@()
                  $history = [System.Collections.ArrayList]@()
                  $seen = @($offered | ForEach-Object { $_.kbs })
                  $missing = @($wanted | Where-Object { $seen -notcontains $_ })
                  if ($missing.Count -gt 0) {
                    $all = Get-Rows 'IsInstalled=0 and IsHidden=0' $true
                    $session = New-Object -ComObject Microsoft.Update.Session
                    $searcher = $session.CreateUpdateSearcher()
                    $count = $searcher.GetTotalHistoryCount()
                    $entries = @()
                    if ($count -gt 0) { $entries = @($searcher.QueryHistory(0, $count)) }
                    foreach ($kb in $missing) {
                      $pattern = '(?<![0-9A-Za-z])KB' + $kb + '(?![0-9])'
                      $entry = $entries | Where-Object { $_.Title -match $pattern } |
                        Sort-Object -Property Date -Descending | Select-Object -First 1
                      if ($null -eq $entry) { continue }
                      [void]$history.Add([ordered]@{
                        kb = $kb
                        date = ([datetime]$entry.Date).ToString('yyyy-MM-ddTHH:mm:ssZ')
                        operation = [int]$entry.Operation
                        result = [int]$entry.ResultCode
                        hresult = [int]$entry.HResult
                      })
                    }
                  }
                  $answer = [ordered]@{ offered = $offered; all = $all; history = $history }
                """
        )
    }

    /// Asks the server which updates there are; the agent keeps the answer.
    static let refresh = PowerShellScript(
        name: "refresh",
        body: functions + """
              $found = @(Find-Update 'IsInstalled=0 and IsHidden=0' $true $false)
              $answer = [ordered]@{ count = $found.Count }
            """
    )

    /// Where Windows notes that a restart is due.
    static let restart = PowerShellScript(
        name: "restart",
        body: """
              $base = 'HKLM:\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion'
              $session = 'HKLM:\\SYSTEM\\CurrentControlSet\\Control\\Session Manager'
              $store = 'Component Based Servicing\\RebootPending'
              $automatic = 'WindowsUpdate\\Auto Update\\RebootRequired'
              $names = (Get-ItemProperty -LiteralPath $session).PendingFileRenameOperations
              $renames = @($names | Where-Object { $_ }).Count
              $agent = $null
              try {
                $agent = [bool](New-Object -ComObject Microsoft.Update.SystemInfo).RebootRequired
              } catch { }
              $answer = [ordered]@{
                componentStore = [bool](Test-Path -LiteralPath "$base\\$store")
                automaticUpdates = [bool](Test-Path -LiteralPath "$base\\$automatic")
                fileRenames = [int]$renames
                agent = $agent
              }
            """
    )

    /// Whether the component store is marked as damaged; nothing is scanned for it.
    static let health = PowerShellScript(
        name: "health",
        body: """
              $state = (Repair-WindowsImage -Online -CheckHealth).ImageHealthState
              $answer = [ordered]@{ state = [int]$state }
            """
    )

    /// The list of numbers that a script works on.
    ///
    /// A name that is no number of an update comes as `?`, which the script refuses: no other
    /// character than a digit gets into it.
    static func wanted(_ digits: [String]) -> String {
        let list = digits.map { "'\(KBArticle($0)?.digits ?? "?")'" }.joined(separator: ", ")
        return """
              $wanted = @(\(list))
              foreach ($kb in $wanted) {
                if ($kb -notmatch '^[1-9][0-9]{0,8}$') { throw 'an ordered update has no number' }
              }

            """
    }

    /// What several scripts use: a search, and an update as a row.
    static let functions = """
          function Find-Update($criteria, $online, $superseded) {
            $searcher = (New-Object -ComObject Microsoft.Update.Session).CreateUpdateSearcher()
            $searcher.Online = $online
            $searcher.IncludePotentiallySupersededUpdates = $superseded
            $result = $searcher.Search($criteria)
            if (@(2, 3) -notcontains [int]$result.ResultCode) {
              throw "the search ended with the result $([int]$result.ResultCode)"
            }
            foreach ($update in $result.Updates) { $update }
          }
          function Get-Rows($criteria, $superseded) {
            $rows = [System.Collections.ArrayList]@()
            foreach ($update in @(Find-Update $criteria $false $superseded)) {
              $kbs = [System.Collections.ArrayList]@()
              foreach ($kb in $update.KBArticleIDs) { [void]$kbs.Add([string]$kb) }
              $replaced = [System.Collections.ArrayList]@()
              foreach ($id in $update.SupersededUpdateIDs) { [void]$replaced.Add([string]$id) }
              [void]$rows.Add([ordered]@{
                id = [string]$update.Identity.UpdateID
                kbs = $kbs
                supersedes = $replaced
                hidden = [bool]$update.IsHidden
              })
            }
            , $rows
          }

        """
}
