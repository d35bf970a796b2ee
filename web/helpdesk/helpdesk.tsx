/** Insights › Service: what came in and when, how soon people answered, what came of it, who did it and what waits now; and the tickets behind each
 *  number. */

import { Show, Suspense } from "solid-js";
import { useQuery } from "../cache/use.ts";
import { type ReportPlace, useReportPlace } from "../insights/place.ts";
import { InsightsRoom } from "../insights/room.tsx";
import { useSearchParams } from "../router/use.ts";
import { Answer, known, Skeleton } from "../ui/states.tsx";
import { room } from "../words/room.ts";
import { speak } from "../words/words.ts";
import { Agents, Templates } from "./agents.tsx";
import { Backlog } from "./backlog.tsx";
import { ServiceFigures } from "./figures.tsx";
import { HeatMap } from "./heat.tsx";
import { PerDay, Promises, Speeds, Stores } from "./numbers.tsx";
import type { CountedDeed } from "./queries.ts";
import { askHelpdesk, type ServiceReport } from "./queries.ts";
import { Tickets } from "./tickets.tsx";
import "./helpdesk.css";

const Suggested = room(["suggesting", "classes"], () => import("../assist/report.tsx"));

export default function HelpdeskReport() {
  const place = useReportPlace();
  const [params] = useSearchParams<{ counted?: string; person?: string; template?: string }>();
  const counted = () => (params.counted && params.counted in speak("insights").service.list.of ? (params.counted as CountedDeed) : null);
  return (
    <Show when={counted()} fallback={<Report place={place} />}>
      {(name) => (
        <Tickets
          place={place}
          of={{
            counted: name(),
            ...(params.person === undefined ? {} : { person: params.person }),
            ...(params.template === undefined ? {} : { template: params.template }),
          }}
        />
      )}
    </Show>
  );
}

function Report(props: { place: ReportPlace }) {
  const report = useQuery(() => askHelpdesk(props.place.question()));
  return (
    <InsightsRoom tab="service" place={props.place} head={known(report)}>
      <Answer of={report} waiting={<Skeleton rows={4} class="report-waiting" widths={[40, 80]} />}>
        {(data) => <Parts report={data()} place={props.place} />}
      </Answer>
    </InsightsRoom>
  );
}

export interface PartProps {
  report: ServiceReport;
  place: ReportPlace;
}

function Parts(props: PartProps) {
  return (
    <>
      <ServiceFigures {...props} />
      <Speeds {...props} />
      <Promises {...props} />
      <PerDay {...props} />
      <HeatMap {...props} />
      <Agents {...props} />
      <Stores {...props} />
      <Templates {...props} />
      <Suspense>
        <Suggested place={props.place} />
      </Suspense>
      <Backlog {...props} />
    </>
  );
}
