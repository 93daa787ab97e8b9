/**
 * The names that the package influence-diagrams.sty (of the Causal Incentives group)
 * gives to what is in a diagram, defined anew with nothing but TikZ, so that a picture in its
 * dialect also compiles where the package is not installed. Colours are Cidery's.
 */
export const DIAGRAM_STYLES = String.raw`\usepackage{tikz}
\usetikzlibrary{arrows.meta,calc,fit,positioning,shapes.geometric,shapes.misc}
\colorlet{player1-color}{red!20}   \colorlet{player2-color}{blue!20}
\colorlet{player3-color}{yellow!40}\colorlet{player4-color}{green!25}
\colorlet{player5-color}{purple!20}\colorlet{player6-color}{orange!30}
\colorlet{common-color}{brown!20}
\tikzset{
  decision/.style={fill=decision-color, rectangle, rounded corners=0},
  utility/.style={fill=utility-color, diamond, rounded corners=0},
  information/.style={thick, dotted},
  highlight/.style={color=red, thick},
  incentive/.style={draw, dashed, very thick, fill=none},
  value of control/.style={incentive, orange},
  response incentive/.style={incentive, green!60!black},
  value of information/.style={incentive, blue},
  feasible control incentive/.style={incentive, red},
  player1/.style={fill=player1-color}, player2/.style={fill=player2-color},
  player3/.style={fill=player3-color}, player4/.style={fill=player4-color},
  player5/.style={fill=player5-color}, player6/.style={fill=player6-color},
  common/.style={fill=common-color},
}
\colorlet{decision-color}{blue!15}\colorlet{utility-color}{yellow!50}
\newenvironment{influence-diagram}{\begin{tikzpicture}[>={Latex[length=2.5mm,width=2mm]}, node distance=7mm,
  every node/.style={draw, align=center, circle, minimum size=8mm, inner sep=0.5mm}]}{\end{tikzpicture}}
\newcommand\setrectangularnodes{\tikzset{every node/.append style={rectangle, rounded corners=5},
  utility/.style={fill=utility-color, chamfered rectangle, chamfered rectangle xsep=3pt, chamfered rectangle ysep=3pt, rounded corners=0}}}
\newcommand\edge[3][]{\foreach \from in {#2} {\foreach \to in {#3} {\path (\from) edge[->, #1] (\to);}}}
\newcommand\incentive[3]{\node[inner sep=#3*0.7mm, fit=(#1), rectangle, rounded corners=5, #2] {};}
\makeatletter
\newcommand\cid@incentive[1]{\@ifnextchar[{\cid@options{#1}}{\cid@options{#1}[]}}
\def\cid@options#1[#2]{\@ifnextchar<{\cid@level{#1}{#2}}{\cid@level{#1}{#2}<1>}}
\def\cid@level#1#2<#3>#4{\incentive{#4}{#1,#2}{#3}}
\newcommand\fci{\cid@incentive{feasible control incentive}}
\newcommand\ri{\cid@incentive{response incentive}}
\newcommand\voi{\cid@incentive{value of information}}
\newcommand\voc{\cid@incentive{value of control}}
\makeatother
\newcommand\legendrow[3][]{\node (#1) [draw, circle, minimum size=4mm, #2] {}; \& \node [draw=none, rectangle] {#3}; \\}
\newcommand\cidlegend[2][]{\matrix[ampersand replacement=\&, rectangle, draw, column sep=1mm, row sep=0.1mm,
  nodes={anchor=west, align=left, minimum size=4mm, font=\small}, #1] {#2};}`;
