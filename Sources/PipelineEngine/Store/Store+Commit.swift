import Foundation
import GRDB
import PipelineAPI
import PipelineCore

/// One step of a pipeline: the state before and after, the event between them, and what follows from it.
struct Step {
    var before: PipelineState?
    var after: PipelineState
    var event: Event?
    var effects: [Effect]
    /// Makes a repeated `StartPipelineExecution` answer the same execution.
    var startToken: (token: String, execution: ExecutionID)?

    /// Nothing but what a running action tells of itself: a power failure loses it, and the engine after it asks anew.
    var isProgress: Bool {
        if case .actionProgressed = event?.kind { true } else { false }
    }
}

extension Store {
    /// Writes a step in one transaction: the records that changed, the event, and the effects as an outbox.
    ///
    /// Answers what watchers are to be told, with the positions given to it.
    func commit(_ step: Step, time: Date) throws -> [StateChange] {
        if step.isProgress { return try writeWithoutWaiting { try save(step, time: time, in: $0) } }
        return try database.write { try save(step, time: time, in: $0) }
    }

    private func save(_ step: Step, time: Date, in database: Database) throws -> [StateChange] {
        let runs = step.after.changedRuns
        try savePipeline(step, in: database)
        try saveStages(step, in: database)
        try saveLanes(step, in: database)
        try saveStageResults(step, in: database)
        try saveExecutions(step, in: database)
        try saveRuns(runs, of: step.after.name, in: database)
        try saveOutbox(step.effects, of: step.after.name, ended: runs, in: database)
        if let event = step.event {
            try database.executeCached(
                sql: "INSERT INTO events (pipeline, event) VALUES (?, ?)",
                arguments: [step.after.name.rawValue, Record.text(event)])
        }
        if let token = step.startToken {
            try database.executeCached(
                sql: "INSERT INTO start_tokens (pipeline, token, execution, time) VALUES (?, ?, ?, ?)",
                arguments: [
                    step.after.name.rawValue, token.token, token.execution.rawValue, time.timeIntervalSince1970,
                ])
        }
        return try saveChanges(step, time: time, in: database)
    }

    private func savePipeline(_ step: Step, in database: Database) throws {
        let after = step.after
        if step.before?.version == after.version, step.before?.nextNumber == after.nextNumber { return }
        try database.executeCached(
            sql: """
                INSERT INTO pipelines (name, version, created, updated, next_number) VALUES (?, ?, ?, ?, ?)
                ON CONFLICT (name) DO UPDATE
                SET version = excluded.version, updated = excluded.updated, next_number = excluded.next_number
                """,
            arguments: [
                after.name.rawValue, after.version, after.created.timeIntervalSince1970,
                after.updated.timeIntervalSince1970, after.nextNumber,
            ])
        if step.before?.version != after.version {
            try database.executeCached(
                sql: "INSERT OR REPLACE INTO declarations (pipeline, version, declaration) VALUES (?, ?, ?)",
                arguments: [after.name.rawValue, after.version, Record.text(after.declaration)])
        }
    }

    private func saveStages(_ step: Step, in database: Database) throws {
        let before = Dictionary(uniqueKeysWithValues: (step.before?.stages ?? []).map { ($0.name, SlotRecord($0)) })
        let isReordered = step.before?.stages.map(\.name) != step.after.stages.map(\.name)
        if isReordered {
            try database.executeCached(
                sql: "DELETE FROM stages WHERE pipeline = ?", arguments: [step.after.name.rawValue])
        }
        for (position, slot) in step.after.stages.enumerated() {
            let record = SlotRecord(slot)
            guard isReordered || before[slot.name] != record else { continue }
            try database.executeCached(
                sql: """
                    INSERT OR REPLACE INTO stages (pipeline, name, position, record) VALUES (?, ?, ?, ?)
                    """,
                arguments: [step.after.name.rawValue, slot.name.rawValue, position, Record.text(record)])
        }
    }

    private func saveLanes(_ step: Step, in database: Database) throws {
        // Those of ended executions stay: a request about one is judged by it.
        for (id, lane) in step.after.lanes where step.before?.lanes[id] != lane {
            try database.executeCached(
                sql: "INSERT OR REPLACE INTO lanes (execution, pipeline, version, record) VALUES (?, ?, ?, ?)",
                arguments: [
                    id.rawValue, step.after.name.rawValue, lane.version, Record.text(lane.stages.map(SlotRecord.init)),
                ])
        }
    }

    /// Notes each success once, with the version of the pipeline that it was one of. The stage may not show it any more:
    /// the next execution can have entered.
    private func saveStageResults(_ step: Step, in database: Database) throws {
        for effect in step.effects {
            guard case .announce(let announcement) = effect, announcement.state == .succeeded,
                !announcement.isSkipped, announcement.action == nil, let stage = announcement.stage
            else { continue }
            let id = announcement.execution
            let execution = step.after.allExecutions[id]
            try database.executeCached(
                sql: """
                    INSERT OR IGNORE INTO stage_results (pipeline, version, stage, execution, number, is_rollback)
                    VALUES (?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    step.after.name.rawValue, step.after.lanes[id]?.version ?? step.after.version, stage.rawValue,
                    id.rawValue, execution?.number ?? 0, execution?.type == .rollback,
                ])
        }
    }

    private func saveExecutions(_ step: Step, in database: Database) throws {
        let (before, after) = (step.before?.allExecutions ?? [:], step.after.allExecutions)
        for execution in after.values where before[execution.id] != execution {
            try database.executeCached(
                sql: """
                    INSERT INTO executions (id, pipeline, number, version, is_live, record) VALUES (?, ?, ?, ?, 1, ?)
                    ON CONFLICT (id) DO UPDATE SET is_live = 1, record = excluded.record
                    """,
                arguments: [
                    execution.id.rawValue, step.after.name.rawValue, execution.number, execution.pipelineVersion,
                    Record.text(execution),
                ])
            try saveRevisions(of: execution, before[execution.id], pipeline: step.after.name, in: database)
        }
        for id in before.keys where after[id] == nil {
            try database.executeCached(sql: "UPDATE executions SET is_live = 0 WHERE id = ?", arguments: [id.rawValue])
        }
    }

    private func saveRevisions(
        of execution: Execution, _ before: Execution?, pipeline: PipelineName, in database: Database
    ) throws {
        for revision in execution.knownRevisions.subtracting(before?.knownRevisions ?? []) {
            try database.executeCached(
                sql: """
                    INSERT OR IGNORE INTO execution_revisions (pipeline, action, revision, number, execution)
                    VALUES (?, ?, ?, ?, ?)
                    """,
                arguments: [
                    pipeline.rawValue, revision.action.rawValue, revision.id, execution.number, execution.id.rawValue,
                ])
        }
    }

    private func saveRuns(_ runs: [ActionRun], of pipeline: PipelineName, in database: Database) throws {
        for run in runs {
            try database.executeCached(
                sql: """
                    INSERT INTO runs (id, pipeline, execution, stage, record, is_rule) VALUES (?, ?, ?, ?, ?, ?)
                    ON CONFLICT (id) DO UPDATE SET record = excluded.record
                    """,
                arguments: [
                    run.id.rawValue, pipeline.rawValue, run.execution.rawValue, run.stage.rawValue, Record.text(run),
                    run.gate != nil,
                ])
        }
    }

    /// - Parameter runs: the runs that changed; those of them that have ended need no start any more.
    private func saveOutbox(
        _ effects: [Effect], of pipeline: PipelineName, ended runs: [ActionRun], in database: Database
    ) throws {
        for effect in effects {
            switch effect {
            case .startAction(let start):
                try database.executeCached(
                    sql: "INSERT INTO outbox (run, kind, pipeline, start) VALUES (?, 'start', ?, ?)",
                    arguments: [start.run.id.rawValue, pipeline.rawValue, Record.text(start)])
            case .cancelAction(let run):
                try database.executeCached(
                    sql: "UPDATE OR REPLACE outbox SET kind = 'cancel' WHERE run = ?", arguments: [run.rawValue])
            case .announce:
                break
            }
        }
        for run in runs where run.status != .inProgress {
            try database.executeCached(
                sql: "DELETE FROM outbox WHERE run = ? AND kind = 'start'", arguments: [run.id.rawValue])
        }
    }

    private func saveChanges(_ step: Step, time: Date, in database: Database) throws -> [StateChange] {
        try step.effects.compactMap { effect in
            guard case .announce(let announcement) = effect else { return nil }
            try database.executeCached(
                sql: "INSERT INTO changes (pipeline, change) VALUES (?, '')", arguments: [step.after.name.rawValue])
            let change = StateChange(
                announcement, pipeline: step.after.name, time: time, sequence: database.lastInsertedRowID)
            try database.executeCached(
                sql: "UPDATE changes SET change = ? WHERE sequence = ?",
                arguments: [Record.text(change), change.sequence])
            return change
        }
    }
}

extension Database {
    /// Executes a statement that is compiled once per connection: every step repeats the same ten.
    fileprivate func executeCached(sql: String, arguments: StatementArguments) throws {
        try cachedStatement(sql: sql).execute(arguments: arguments)
    }
}

/// A revision of a source action.
private struct KnownRevision: Hashable {
    var action: ActionName
    var id: String
}

extension Execution {
    /// What it runs with, or is to run with.
    fileprivate var knownRevisions: Set<KnownRevision> {
        let ran = sourceRevisions.compactMap { revision in
            revision.revisionId.map { KnownRevision(action: revision.actionName, id: $0) }
        }
        return Set(ran + revisionOverrides.map { KnownRevision(action: $0.actionName, id: $0.revisionValue) })
    }
}

extension StateChange {
    init(_ announcement: Announcement, pipeline: PipelineName, time: Date, sequence: Int64) {
        self.init(
            sequence: sequence, time: time, pipeline: pipeline, executionId: announcement.execution,
            stage: announcement.stage, action: announcement.action,
            actionExecutionId: announcement.actionExecutionID, state: announcement.state,
            category: announcement.category, externalExecutionId: announcement.externalExecutionID,
            summary: announcement.summary, errorDetails: announcement.errorDetails,
            supersededBy: announcement.supersededBy)
    }
}
