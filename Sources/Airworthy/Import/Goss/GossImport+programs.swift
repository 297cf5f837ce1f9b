import Trust

extension GossImport {
    static func command(_ item: inout GossItem, _ draft: inout ImportDraft) throws(InputError) {
        let line = item.text("exec") ?? item.name
        item.takeTimeout("timeout")
        let exit = item.integer("exit-status")
        let output = item.patterns("stdout")
        let errors = item.patterns("stderr")
        guard exit != nil || !output.isEmpty || !errors.isEmpty else { return }
        // goss ignores a status nobody asks for; here a program that proves success by its words ends with 0 as well.
        try carry(
            &item, "",
            ImportedStep.command(
                ImportedStep.words(of: line), exit: exit ?? 0,
                output: output.expectation, errors: errors.expectation), into: &draft)
    }

    static func service(_ item: inout GossItem, _ draft: inout ImportDraft) throws(InputError) {
        if let isEnabled = item.flag("enabled") {
            let command = ImportedStep.command(
                ["systemctl", "is-enabled", item.name], exit: isEnabled ? 0 : 1,
                output: [("equals", .text(isEnabled ? "enabled" : "disabled"))])
            try carry(&item, "enabled", command, into: &draft)
        }
        if let isRunning = item.flag("running") {
            let command = ImportedStep.command(
                ["systemctl", "is-active", item.name], exit: isRunning ? 0 : 3,
                output: [("equals", .text(isRunning ? "active" : "inactive"))])
            try carry(&item, "running", command, into: &draft)
        }
    }

    /// Of dpkg: goss finds out which system it is on, and a checklist says which.
    static func package(_ item: inout GossItem, _ draft: inout ImportDraft) throws(InputError) {
        let versions = item.texts("versions")
        let isInstalled = item.flag("installed")
        guard isInstalled != false else {
            item.fault("installed", "is `false`, and dpkg tells a removed package in several ways")
            return
        }
        guard versions.count <= 1 else {
            item.fault("versions", "allows several, and a step asks for one")
            return
        }
        guard isInstalled == true || !versions.isEmpty else { return }
        let format = versions.isEmpty ? "${db:Status-Status}" : "${db:Status-Status} ${Version}"
        let expected = ["installed"] + versions.map(\.text)
        try carry(
            &item, "",
            ImportedStep.command(
                ["dpkg-query", "-W", "-f", format, item.name],
                output: [("equals", .text(expected.joined(separator: " ")))]), into: &draft)
    }

    static func process(_ item: inout GossItem, _ draft: inout ImportDraft) throws(InputError) {
        guard let isRunning = item.flag("running") else { return }
        // pgrep reads a pattern, and the kernel keeps 15 bytes of a name (proc_pid_comm(5)): of any other name it finds
        // nothing, whatever runs.
        guard isRunning || isWhole(item.name) else {
            item.fault("running", "is `false`, and `pgrep` finds no process of such a name, whatever runs")
            return
        }
        guard !item.name.contains(where: { ".*+?^$|()[]{}\\".contains($0) }) else {
            item.fault("running", "is asked of a name that `pgrep` takes for a pattern of several")
            return
        }
        try carry(
            &item, "", ImportedStep.command(["pgrep", "-x", item.name], exit: isRunning ? 0 : 1), into: &draft)
    }

    private static func isWhole(_ name: String) -> Bool {
        (1...15).contains(name.utf8.count)
            && name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "_" || $0 == "-") }
    }

    static func user(_ item: inout GossItem, _ draft: inout ImportDraft) throws(InputError) {
        guard item.flag("exists") != false else {
            // A directory of users that cannot be reached ends `id` with 1 too.
            let command = ImportedStep.command(
                ["id", "-u", item.name], exit: 1, errors: [("contains", .texts([": no such user"]))])
            try carry(&item, "absent", command, into: &draft)
            return
        }
        for (key, flag) in [("uid", "-u"), ("gid", "-g")] {
            guard let number = item.text(key) else { continue }
            try carry(
                &item, key, ImportedStep.command(["id", flag, item.name], output: [("equals", .text(number))]),
                into: &draft)
        }
        try carry(&item, "", ImportedStep.command(["id", "-u", item.name]), into: &draft)
    }

    static func group(_ item: inout GossItem, _ draft: inout ImportDraft) throws(InputError) {
        guard item.flag("exists") != false else {
            item.fault("exists", "is `false`, and `getent` ends alike where no directory of groups can be reached")
            item.dropRest()
            return
        }
        let words = ["getent", "group", item.name]
        if let number = item.text("gid") {
            let command = ImportedStep.command(words, output: [("contains", .texts([":\(number):"]))])
            try carry(&item, "gid", command, into: &draft)
        } else {
            try carry(&item, "", ImportedStep.command(words), into: &draft)
        }
    }

    static func mount(_ item: inout GossItem, _ draft: inout ImportDraft) throws(InputError) {
        guard item.flag("exists") != false else {
            item.fault("exists", "is `false`, and `findmnt` ends alike where the table of mounts cannot be read")
            item.dropRest()
            return
        }
        for (key, column) in [("source", "SOURCE"), ("filesystem", "FSTYPE")] {
            guard let value = item.text(key) else { continue }
            let words = ["findmnt", "-n", "-o", column, item.name]
            try carry(&item, key, ImportedStep.command(words, output: [("equals", .text(value))]), into: &draft)
        }
        try carry(&item, "", ImportedStep.command(["findmnt", "-n", item.name]), into: &draft)
    }

    static func kernelParameter(_ item: inout GossItem, _ draft: inout ImportDraft) throws(InputError) {
        guard let value = item.text("value") else { return }
        // A slash in the name stands for a dot of its own there, and here.
        let path = item.name.map { $0 == "." ? "/" : $0 == "/" ? "." : $0 }
        try carry(
            &item, "", ImportedStep.command(["cat", "/proc/sys/" + String(path)], output: [("equals", .text(value))]),
            into: &draft)
    }
}
